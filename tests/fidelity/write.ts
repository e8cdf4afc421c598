/** `npm run fidelity`: writes FIDELITY.md. */
import { writeFileSync } from 'node:fs'
import { documentText } from './document.ts'
import { ROOT } from './rows.ts'

writeFileSync(new URL('FIDELITY.md', ROOT), documentText())
process.stdout.write('FIDELITY.md is written.\n')
