/** The parts of the suite that drive browsers. Specs start their own hub, so nothing is shared. */
import { defineConfig } from '@playwright/test';

export default defineConfig({
  workers: 2,
  retries: 0,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  outputDir: 'test-results',
  reporter: [['list']],
  projects: [
    { name: 'e2e', testDir: 'tests/e2e' },
    /** Needs root: builds network namespaces with no route out. */
    { name: 'net', testDir: 'tests/net' },
  ],
});
