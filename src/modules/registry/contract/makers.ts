import { z } from 'zod'
import { makerNameKinds } from '../domain/suggesting/maker-matching.ts'

const MakerFields = {
  name: z.string().trim().min(1).max(100),
  nameEn: z.string().trim().max(100).default(''),
  /** A name of the table of countries. */
  country: z.string().trim().max(50).default(''),
  homepage: z.string().trim().max(200).default(''),
}
const MakerNameView = z.object({ key: z.string(), name: z.string(), kind: z.enum(makerNameKinds) })

export const MakerRowView = z
  .object({
    id: z.int(),
    name: z.string(),
    nameEn: z.string(),
    country: z.string(),
    homepage: z.string(),
    revision: z.int(),
    names: z.array(MakerNameView),
    instruments: z.int(),
  })
  .meta({ id: 'MakerRow' })
export type MakerRowView = z.infer<typeof MakerRowView>

export const MakerView = MakerRowView.extend({
  mergedInto: z.int().optional(),
  /** How units write it, with the number of instruments. */
  spellings: z.array(z.object({ text: z.string(), instruments: z.int() })),
  history: z.array(
    z.object({
      act: z.enum(['loaded', 'created', 'changed', 'name_added', 'name_removed', 'merged', 'split']),
      details: z.record(z.string(), z.unknown()),
      actorName: z.string(),
      at: z.string(),
    }),
  ),
}).meta({ id: 'Maker' })
export type MakerView = z.infer<typeof MakerView>

const MakerParams = z.object({ makerId: z.coerce.number().int() })
const fieldRefusals = [
  'registry.maker_name_empty',
  'registry.maker_country_unknown',
  'registry.maker_homepage_bad',
  'registry.maker_name_taken',
] as const

/** Makers of instruments as records of their own. */
export const makerRoutes = {
  makers: {
    method: 'GET',
    path: '/api/v1/makers',
    summary: 'Makers of instruments, found by any of their names',
    access: 'reference.manage',
    query: z.object({
      words: z.string().trim().max(100).default(''),
      offset: z.coerce.number().int().min(0).max(100_000).default(0),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    reply: { status: 200, body: z.object({ total: z.int(), items: z.array(MakerRowView) }) },
  },
  strayMakers: {
    method: 'GET',
    path: '/api/v1/maker-strays',
    summary: 'Spellings in use that lead to no maker, with the one they are nearest to',
    access: 'reference.manage',
    reply: {
      status: 200,
      body: z.object({
        items: z.array(
          z.object({
            text: z.string(),
            instruments: z.int(),
            near: z.object({ id: z.int(), name: z.string(), nameEn: z.string() }).optional(),
          }),
        ),
      }),
    },
  },
  maker: {
    method: 'GET',
    path: '/api/v1/makers/:makerId',
    summary: 'A maker with its names, the spellings in use and its history',
    access: 'reference.manage',
    params: MakerParams,
    reply: { status: 200, body: MakerView },
  },
  createMaker: {
    method: 'POST',
    path: '/api/v1/makers',
    summary: 'Enter a maker',
    access: 'reference.manage',
    body: z.object(MakerFields),
    reply: { status: 201, body: MakerView },
    refuses: fieldRefusals,
  },
  changeMaker: {
    method: 'PUT',
    path: '/api/v1/makers/:makerId',
    summary: 'Change what is known of a maker',
    access: 'reference.manage',
    params: MakerParams,
    body: z.object({ ...MakerFields, revision: z.int() }),
    reply: { status: 200, body: MakerView },
    refuses: [...fieldRefusals, 'registry.maker_merged', 'changed_meanwhile'],
  },
  addMakerName: {
    method: 'POST',
    path: '/api/v1/makers/:makerId/names',
    summary: 'Add another name or a misspelling of a maker',
    access: 'reference.manage',
    params: MakerParams,
    body: z.object({ name: MakerFields.name, kind: z.enum(makerNameKinds).default('alias') }),
    reply: { status: 200, body: MakerView },
    refuses: ['registry.maker_name_taken', 'registry.maker_merged'],
  },
  removeMakerName: {
    method: 'POST',
    path: '/api/v1/makers/:makerId/names/remove',
    summary: 'Take a name away that is not the maker’s',
    access: 'reference.manage',
    params: MakerParams,
    body: z.object({ key: z.string().min(1).max(200) }),
    reply: { status: 200, body: MakerView },
    refuses: ['registry.maker_last_name', 'registry.maker_merged'],
  },
  mergeMaker: {
    method: 'POST',
    path: '/api/v1/makers/:makerId/merge',
    summary: 'Bring a maker together with another, which answers to its names from now on',
    access: 'reference.manage',
    params: MakerParams,
    body: z.object({ into: z.int() }),
    reply: { status: 200, body: MakerView },
    refuses: ['registry.maker_same', 'registry.maker_merged'],
  },
  splitMaker: {
    method: 'POST',
    path: '/api/v1/makers/:makerId/split',
    summary: 'Make a name a maker of its own',
    access: 'reference.manage',
    params: MakerParams,
    body: z.object({ key: z.string().min(1).max(200) }),
    reply: { status: 201, body: MakerView },
    refuses: ['registry.maker_last_name', 'registry.maker_merged'],
  },
} as const
