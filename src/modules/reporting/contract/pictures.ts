import { z } from 'zod'

const maxPictureBytes = 10 * 1024 * 1024
const InstrumentParams = z.object({ instrumentId: z.coerce.number().int() })

const AddedPicture = z
  .object({ pictureId: z.int(), url: z.string(), thumbnailUrl: z.string() })
  .meta({ id: 'AddedPicture' })

/** Pictures of an instrument change with its report. */
export const pictureContract = {
  addPicture: {
    method: 'POST',
    path: '/api/v1/instruments/:instrumentId/pictures',
    summary: 'Add a picture; it is encoded anew, loses its metadata, and is reviewed like other elements',
    access: 'instrument.edit',
    params: InstrumentParams,
    query: z.object({ name: z.string().max(255) }),
    upload: { maxBytes: maxPictureBytes },
    reply: { status: 201, body: AddedPicture },
    refuses: [
      'registry.not_a_picture',
      'registry.picture_too_large',
      'registry.too_many_pictures',
      'registry.under_review',
    ],
  },
  removePicture: {
    method: 'DELETE',
    path: '/api/v1/instruments/:instrumentId/pictures/:pictureId',
    summary: 'Remove a picture; the public sees it until the change is accepted',
    access: 'instrument.edit',
    params: InstrumentParams.extend({ pictureId: z.coerce.number().int() }),
    reply: { status: 204 },
    refuses: ['registry.under_review'],
  },
} as const
