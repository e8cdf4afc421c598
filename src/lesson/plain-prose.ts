/** The text of a lesson without its components and marks: for the search. */

/** Attributes of components that hold text to read. */
const READ = /(?:question|query)="([^"]*)"/g

/** Plain text of MDX: what a component says in its attributes is kept, its tags are not. */
export function plainProse(mdx: string): string {
  return mdx
    .replace(/^(?:import|export)\b.*$/gm, '')
    .replace(/<\/?[A-Za-z](?:[^<>"{}]|"[^"]*"|\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\})*>/g, tag =>
      [...tag.matchAll(READ)].map(([, text]) => ` ${text} `).join(' '),
    )
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*#|]|\\(?=[<{])/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
