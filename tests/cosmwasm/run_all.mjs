// run_all.mjs -- runs named tests one after another, all of them whatever fails; a failure is the exit code.

/** `tests`: name -> function that throws where the test fails. */
export function runAll(tests) {
  for (const [name, test] of Object.entries(tests)) {
    try {
      test();
      console.log(`ok      ${name}`);
    } catch (error) {
      console.log(`FAILED  ${name}\n${error.stack}`);
      process.exitCode = 1;
    }
  }
}
