/** The parts of the suite that drive browsers. Specs start their own hub, so nothing is shared. */
import { defineConfig } from '@playwright/test';

export default defineConfig({
  /** As many as any machine has cores for; each drives up to two browsers, which mostly wait. */
  workers: 2,
  retries: 0,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  projects: [
    { name: 'e2e', testDir: 'tests/e2e', outputDir: 'test-results/e2e' },
    /** Needs root: builds network namespaces with no route out. One home at a time has these addresses. */
    { name: 'net', testDir: 'tests/net', outputDir: 'test-results/net', workers: 1 },
  ],
});
