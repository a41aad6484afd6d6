import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { pictureContract } from '../contract/pictures.ts'
import { addReportPicture, removeReportPicture } from '../use-cases/change-pictures.ts'

/** Answers for changing the pictures of an instrument. */
export const pictureHandlers: Handlers<typeof pictureContract, Deps> = {
  async addPicture({ actor, params, query, upload }, deps) {
    const pictureId = await addReportPicture(deps, actor, { ...params, ...query, bytes: upload })
    const url = `/media/pictures/${pictureId}`
    return { pictureId, url, thumbnailUrl: `${url}/thumbnail` }
  },
  async removePicture({ actor, params }, deps) {
    await removeReportPicture(deps, actor, params)
    return undefined
  },
}
