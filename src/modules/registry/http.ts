import { found } from '#kernel/refusal.ts'
import { dateIn } from '#kernel/time.ts'
import type { FileReply, Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { CodeEntryView, PictureView, registryContract } from './contract.ts'
import { codeTable, codeTableVersions } from './data/reference-reader.ts'
import { aliasesOf, type CodeEntry, type CodeTable } from './domain/code-table.ts'
import { dictionaryHandlers } from './http/dictionary-handlers.ts'
import { makerHandlers } from './http/maker-handlers.ts'
import { addCodeTableVersion } from './use-cases/add-code-table-version.ts'
import { assignInstrument, assignmentCandidates } from './use-cases/assign-instrument.ts'
import { listPictures, readPicture } from './use-cases/pictures.ts'

const today = (deps: Deps) => dateIn(deps.clock.now(), 'Asia/Shanghai')

const entryView = (entry: CodeEntry, table: CodeTable): CodeEntryView => {
  const level = entry.attributes['level']
  const { code, name, nameEn, parent } = entry
  const hasChildren = table.parents.has(code)
  return { code, name, nameEn, parent, hasChildren, ...(level === undefined ? {} : { level }) }
}

interface Wish {
  readonly words?: string | undefined
  readonly parent?: string | undefined
  readonly level?: string | undefined
}
function asked(entry: CodeEntry, { words, parent, level }: Wish): boolean {
  if (parent !== undefined && entry.parent !== parent) return false
  if (level !== undefined && entry.attributes['level'] !== level) return false
  const sought = words?.toLowerCase() ?? ''
  return (
    sought === '' ||
    [entry.code, entry.name, entry.nameEn, ...aliasesOf(entry)].some((name) =>
      name.toLowerCase().includes(sought),
    )
  )
}

const pictureView = (pictureId: number): PictureView => ({
  pictureId,
  url: `/media/pictures/${pictureId}`,
  thumbnailUrl: `/media/pictures/${pictureId}/thumbnail`,
})

const pictureReply = (
  id: number,
  size: string,
  picture: { bytes: Buffer; isPublic: boolean },
): FileReply => ({
  fileName: `instrument-${id}-${size}.jpg`,
  mediaType: 'image/jpeg',
  bytes: picture.bytes,
  inline: true,
  ...(picture.isPublic ? { cacheSeconds: 86_400 } : {}),
})

export const registryHandlers: Handlers<typeof registryContract, Deps> = {
  ...dictionaryHandlers,
  ...makerHandlers,
  async codeTable({ params, query }, deps) {
    const table = found(await codeTable(deps.db, params.name, query.on ?? today(deps)), 'code_table')
    const entries = table.entries.filter((entry) => asked(entry, query))
    const { name, version, effectiveFrom } = table
    return {
      ...{ name, version, effectiveFrom, total: entries.length },
      entries: entries.slice(0, query.limit).map((entry) => entryView(entry, table)),
    }
  },
  async codeTables(_call, deps) {
    return { items: await codeTableVersions(deps.db, today(deps)) }
  },
  async addCodeTableVersion({ actor, params, query, upload }, deps) {
    return addCodeTableVersion(deps, actor, { ...query, table: params.name, bytes: upload })
  },
  async pictures({ actor, params }, deps) {
    const pictures = await listPictures(deps, actor, params.instrumentId)
    return { items: pictures.map((picture) => pictureView(picture.pictureId)) }
  },
  async picture({ actor, params }, deps) {
    const { pictureId } = params
    return pictureReply(pictureId, 'full', await readPicture(deps, actor, pictureId, 'full'))
  },
  async thumbnail({ actor, params }, deps) {
    const { pictureId } = params
    return pictureReply(pictureId, 'small', await readPicture(deps, actor, pictureId, 'thumbnail'))
  },
  async assignmentCandidates({ actor, params }, deps) {
    const { leads, centres } = await assignmentCandidates(deps, actor, params.instrumentId)
    return { leads: [...leads], centres: [...centres] }
  },
  async assignInstrument({ actor, params, body }, deps) {
    await assignInstrument(deps, actor, { ...params, ...body })
    return undefined
  },
}
