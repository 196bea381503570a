import { defineConfig } from 'vitest/config';

/** The parts of the suite that need no browser; browsers are driven by Playwright. */
export default defineConfig({
  test: {
    include: ['tests/{unit,property,contract,architecture}/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
