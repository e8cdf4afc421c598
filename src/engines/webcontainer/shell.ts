/** A shell for the learner, in the function's folder. */
import type { Container, ContainerProcess } from './container.ts'
import { FUNCTION_FOLDER } from './function-folder.ts'

/** The container's own shell (reference webcontainer 2.1). */
const SHELL = 'jsh'

/** Opens it. Rejects where no container runs. */
export async function openShell(
  container: Container | null,
  size: { readonly cols: number; readonly rows: number },
): Promise<ContainerProcess> {
  if (container === null) throw new Error('The container is not running.')
  await container.fs.mkdir(FUNCTION_FOLDER, { recursive: true })
  return container.spawn(SHELL, [], { cwd: FUNCTION_FOLDER, terminal: size })
}
