/** The values of module scope with their history. */
import type { ModuleBinding } from '../sandbox.ts'
import type { BindingPicture } from './picture.ts'

/** The values after a phase: each keeps up to `kept` previews, the current one last; a new runtime starts afresh. */
export function foldBindings(
  before: readonly BindingPicture[],
  seen: readonly ModuleBinding[],
  kept: number,
): readonly BindingPicture[] {
  const known = new Map(before.filter(binding => !binding.lost).map(binding => [keyOf(binding), binding]))
  return seen.map(binding => {
    const past = known.get(keyOf(binding))
    const history = past === undefined ? [] : past.history
    const moved = past === undefined || binding.changed || history.at(-1) !== binding.preview
    return {
      file: binding.file,
      name: binding.name,
      history: moved ? [...history, binding.preview].slice(-kept) : history,
      readable: binding.readable,
      changed: past !== undefined && moved,
      lost: false,
    }
  })
}

/** The values after their runtime ended: still named, marked as lost. */
export function loseBindings(before: readonly BindingPicture[]): readonly BindingPicture[] {
  return before.map(binding => ({ ...binding, changed: false, lost: true }))
}

const keyOf = (binding: { file: string; name: string }): string => `${binding.file}\n${binding.name}`
