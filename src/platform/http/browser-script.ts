import { readFileSync } from 'node:fs'
import { transformSync } from 'esbuild'

/** A small TypeScript file as a minified script for browsers; for pages that load no application. */
export function browserScript(file: string): string {
  return transformSync(readFileSync(file, 'utf8'), {
    loader: 'ts',
    format: 'iife',
    target: 'es2020',
    minify: true,
  }).code
}
