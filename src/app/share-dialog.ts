/** The dialog of the Share button: a link, and the scenario as YAML. Loaded with the first press. */
import { scriptOf } from '../session/script.ts'
import type { Session } from '../session/session.ts'
import { encodeLink } from '../session/shared-link.ts'
import { yamlOf } from './script-reader.ts'
import { shareText } from './share-texts.ts'

type Say = ReturnType<typeof shareText>

/** Opens the dialog on what the session has done so far. */
export async function openShareDialog(session: Session): Promise<void> {
  const say = shareText(session.subject.locale)
  const hash = await encodeLink(scriptOf(session, { expect: false }))
  const yaml = await yamlOf(scriptOf(session, { expect: true }))
  const dialog = make('dialog', 'shortcuts share-dialog')
  dialog.setAttribute('aria-labelledby', 'share-title')
  const title = make('h2', '', say('title'))
  title.id = 'share-title'
  const form = make('form', '')
  form.method = 'dialog'
  form.append(make('button', 'button button-quiet', say('close')))
  dialog.append(title, make('p', 'share-about', say('about')), ...linkPart(hash, say), ...scenarioPart(yaml, say), form)
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}

function linkPart(hash: string | null, say: Say): readonly HTMLElement[] {
  if (hash === null) return [make('p', 'share-about', say('tooLong'))]
  const box = make('input', '')
  box.readOnly = true
  box.value = location.href.replace(/#.*$/, '') + hash
  return field(box, 'share-link', say('link'), say('link.about'), say)
}

function scenarioPart(yaml: string, say: Say): readonly HTMLElement[] {
  const box = make('textarea', '')
  box.readOnly = true
  box.rows = 12
  box.value = yaml
  return field(box, 'share-scenario', say('scenario'), say('scenario.about'), say)
}

function field(
  box: HTMLInputElement | HTMLTextAreaElement,
  id: string,
  name: string,
  about: string,
  say: Say,
): readonly HTMLElement[] {
  const label = make('label', 'share-label', name)
  label.htmlFor = id
  box.id = id
  box.dataset['testid'] = id
  box.spellcheck = false
  const copy = make('button', 'button button-quiet', say('copy'))
  copy.type = 'button'
  const told = make('span', 'share-about')
  told.setAttribute('role', 'status')
  copy.addEventListener('click', () => {
    navigator.clipboard.writeText(box.value).then(
      () => told.replaceChildren(say('copied')),
      () => {
        box.select()
        told.replaceChildren(say('notCopied'))
      },
    )
  })
  const row = make('p', 'share-row')
  row.append(copy, told)
  return [label, box, make('p', 'share-about', about), row]
}

function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  text = '',
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  element.className = className
  element.textContent = text
  return element
}
