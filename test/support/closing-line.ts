import type { Reporter, TestModule } from 'vitest/node';

const count = (modules: readonly TestModule[], state: 'passed' | 'failed' | 'skipped'): number =>
  modules.reduce((sum, module) => sum + [...module.children.allTests(state)].length, 0);

/** Ends a run with one plain line; a file that could not even be collected counts as a failure. */
class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const broken = modules.filter((module) => module.errors().length > 0).length + errors.length;
    const passed = count(modules, 'passed');
    const failed = count(modules, 'failed') + broken;
    const skipped = count(modules, 'skipped');
    process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
  }
}

// Vitest makes a reporter of a module's default export.
export default ClosingLine;
