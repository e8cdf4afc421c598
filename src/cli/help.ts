import { DEFAULT_PORT } from './arguments.ts'

/** What `warmstart --help` prints. */
export const HELP = `warmstart: what AWS Lambda keeps between two requests, on the command line

  warmstart replay FILE... [--files DIR] [--engine node|embedded] [--json] [--real-time]

    Runs scenario files and holds what happens against what they expect.

    --files DIR     the function's code is the folder DIR (from here, not from the file) instead
                    of what \`files:\` says. With \`functions:\`, each function's folder is looked
                    for below DIR. \`deploy:\` steps keep their own folders beside the file.
    --engine NAME   node (worker threads; the default) or embedded (a headless Chromium, as on
                    the page)
    --json          one JSON object a step on standard output, differences on standard error
    --real-time     the clock of this machine: 15 minutes of idle take 15 minutes. Without it
                    time jumps whenever all code only waits.

    Exit code: 0 every expectation holds, 1 one does not, 2 a file or an argument is wrong,
    3 the engine could not be started.

  warmstart serve DIR [--port N] [--handler H] [--timeout S] [--memory MB] [--env K=V]...
                      [--runtime R] [--scenario FILE]

    Gives the folder a function URL for curl, and deploys it again when a file changes.
    Log lines go to standard output. Ctrl-C ends it.

    --port N        ${DEFAULT_PORT} if not given; 0 takes any free port
    --scenario FILE takes configuration and account from a scenario file; options win over it
`
