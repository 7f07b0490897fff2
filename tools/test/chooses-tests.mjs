/** Options of Jest after which only some tests run, or only some files. */
const CHOOSING =
  /^(?:-t|-o|-f|--(?:testNamePattern|testPathPatterns?|runTestsByPath|findRelatedTests|onlyChanged|onlyFailures|changedSince|lastCommit|shard|watch|watchAll))(?:=|$)/;

/** Options with a value in the argument after them. */
const WITH_VALUE =
  /^(?:-c|-w|--(?:config|rootDir|maxWorkers|testTimeout|reporters|seed|coverageDirectory|outputFile|env|bail|maxConcurrency|workerIdleMemoryLimit|randomize))$/;

/**
 * Whether Jest was told to run a part of the tests: by an option, or by the name of a file.
 *
 * @param {string[]} args after the program
 */
export function choosesTests(args) {
  return args.some(
    (arg, at) =>
      CHOOSING.test(arg) || (!arg.startsWith('-') && !WITH_VALUE.test(args[at - 1] ?? '')),
  );
}
