/** The guest's own built-ins as modules of Node: texts that take them from a hidden global. */

import type { LinkRequest } from '../../guest/host.ts'
import { READER_GLOBAL } from '../../guest/source.ts'

const BUILT_INS_GLOBAL = '__warmstart_modules__'

/** Puts in place what the texts of modules reach for. */
export function hideGlobals({ reader, modules }: Pick<LinkRequest, 'reader' | 'modules'>): void {
  hideGlobal(READER_GLOBAL, reader)
  hideGlobal(BUILT_INS_GLOBAL, modules)
}

/** A global that no loop over globals shows and no code replaces. */
export function hideGlobal(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, enumerable: false, configurable: false, writable: false })
}

/** A CommonJS text for it. */
export function builtInCommonJs(name: string): string {
  return `module.exports = ${found(name)}`
}

/** An ES module's text for it: the default, and each name that can be exported. */
export function builtInModule(name: string, value: unknown): string {
  const names = (typeof value === 'object' || typeof value === 'function') && value !== null ? allNames(value) : []
  const exports = names.map(each => `export const ${each} = m[${JSON.stringify(each)}];`).join('\n')
  return `const m = ${found(name)};\nexport default m;\n${exports}`
}

const found = (name: string): string => `globalThis.${BUILT_INS_GLOBAL}.get(${JSON.stringify(name)})`

function allNames(value: object): string[] {
  const names = new Set(Object.getOwnPropertyNames(value))
  const reserved = new Set(['default', 'constructor', 'm', 'prototype', 'arguments', 'caller'])
  return [...names].filter(name => /^[A-Za-z_$][\w$]*$/.test(name) && !reserved.has(name))
}
