/** Loaded first by a Node whose terminal stays cooked and echoes, as where raw mode does nothing. */
Object.defineProperty(process.stdin, 'setRawMode', { value: undefined })
