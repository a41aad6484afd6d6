import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { allJobs, allMessages, allSubscriptions } from '../../src/main/application.ts'
import { modules } from '../../src/main/modules.ts'

const root = resolve(import.meta.dirname, '../..')
const filesUnder = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
const sources = filesUnder('src').filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
const text = (file: string) => readFileSync(file, 'utf8')
const codes = (locale: 'zh-CN' | 'en') =>
  new Set(allMessages.flatMap((messages) => Object.keys(messages[locale])))

describe('Every module', () => {
  test.each(modules.map(({ name }) => name))('%s has its README, its two doors and its contract', (name) => {
    const missing = ['README.md', 'index.ts', 'module.ts', 'contract.ts'].filter(
      (file) => !existsSync(join(root, 'src/modules', name, file)),
    )
    expect(missing).toEqual([])
  })

  test('words every code in Chinese and in English', () => {
    expect([...codes('zh-CN')].toSorted()).toEqual([...codes('en')].toSorted())
  })

  // A link to the other language is named in that language.
  test('keeps Chinese words out of the English ones', () => {
    const chinese = /\p{Script=Han}/u
    const english = allMessages
      .flatMap((messages) => Object.entries(messages.en))
      .filter(([code, words]) => chinese.test(words) && code !== 'portal.language.other')
    expect(english).toEqual([])
  })

  test('has words for every refusal it raises', () => {
    const raised = sources
      .filter((file) => /src\/(modules|platform|kernel)\//.test(file))
      .flatMap((file) =>
        [...text(file).matchAll(/code: '([a-z_]+(?:\.[a-z_]+)?)'/g)].map((match) => match[1] ?? ''),
      )
    const known = codes('zh-CN')
    expect([...new Set(raised)].filter((code) => !known.has(code))).toEqual([])
  })

  test('has words for every refusal its contract names', () => {
    const named = modules.flatMap(({ contract }) =>
      Object.values(contract).flatMap((route) => route.refuses ?? []),
    )
    const known = codes('en')
    expect([...new Set(named)].filter((code) => !known.has(code))).toEqual([])
  })
})

describe('Routes', () => {
  const routes = modules.flatMap(({ name, contract }) =>
    Object.entries(contract).map(([key, route]) => ({ id: `${name}.${key}`, route })),
  )

  test('answer one address once', () => {
    const addresses = routes.map(({ route }) => `${route.method} ${route.path.replaceAll(/:\w+/g, ':x')}`)
    expect(addresses.filter((address, i) => addresses.indexOf(address) !== i)).toEqual([])
  })

  test('name every parameter of their path', () => {
    const wrong = routes.filter(({ route }) => {
      const inPath = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '')
      return (
        inPath.toSorted().join() !==
        Object.keys(route.params?.shape ?? {})
          .toSorted()
          .join()
      )
    })
    expect(wrong.map(({ id }) => id)).toEqual([])
  })

  test('all stand in docs/openapi.json', () => {
    const document = JSON.parse(text(join(root, 'docs/openapi.json'))) as {
      paths: Record<string, Record<string, { operationId: string }>>
    }
    const described = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    )
    expect(described.toSorted()).toEqual(routes.map(({ id }) => id).toSorted())
  })
})

describe('Work outside requests', () => {
  test('has one name each, and every job says why it may run twice', () => {
    const names = [...allJobs.map(({ name }) => name), ...allSubscriptions.map(({ name }) => name)]
    expect(new Set(names).size).toBe(names.length)
    expect(allJobs.filter(({ idempotency }) => idempotency.length < 10)).toEqual([])
  })
})

describe('Files', () => {
  test('are named for what they hold', () => {
    const banned = new Set(['utils', 'helpers', 'common', 'misc', 'shared', 'types', 'manager', 'service'])
    const wrong = [...sources, ...filesUnder('web/src')].filter((file) =>
      file
        .slice(root.length)
        .split('/')
        .some((part) => banned.has(basename(part).replace(/\.\w+$/, ''))),
    )
    expect(wrong).toEqual([])
  })

  test('link only to what exists in the documents', () => {
    const documents = [
      ...filesUnder('docs'),
      ...filesUnder('src'),
      join(root, 'README.md'),
      join(root, 'ARCHITECTURE.md'),
    ].filter((file) => file.endsWith('.md') && existsSync(file))
    const broken = documents.flatMap((file) =>
      [...text(file).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
        .map((match) => resolve(file, '..', match[1] ?? ''))
        .filter((target) => !existsSync(target))
        .map((target) => `${file} → ${target}`),
    )
    expect(broken).toEqual([])
  })
})
