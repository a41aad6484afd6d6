import { instantOf, isoIn } from '#kernel/time.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { NoticeView, portalContract } from './contract.ts'
import type { Notice } from './domain/notice.ts'
import { currentNotices, publishNotice, withdrawNotice } from './use-cases/notices.ts'
import { siteProfile } from './use-cases/site-profile.ts'

function viewOf({ publishedAt, validUntil, ...texts }: Notice, zone: string): NoticeView {
  return {
    ...texts,
    publishedAt: isoIn(publishedAt, zone),
    ...(validUntil === undefined ? {} : { validUntil: isoIn(validUntil, zone) }),
  }
}

export const portalHandlers: Handlers<typeof portalContract, Deps> = {
  async notices(_call, deps) {
    const { zone } = await siteProfile(deps)
    return { items: (await currentNotices(deps, 50)).map((notice) => viewOf(notice, zone)) }
  },
  async publishNotice({ actor, body }, deps) {
    const { publishedAt, validUntil, ...texts } = body
    const id = await publishNotice(deps, actor, {
      ...texts,
      publishedAt: publishedAt === undefined ? undefined : instantOf(publishedAt),
      validUntil: validUntil === undefined ? undefined : instantOf(validUntil),
    })
    return { id }
  },
  async withdrawNotice({ actor, params }, deps) {
    await withdrawNotice(deps, actor, params.noticeId)
    return undefined
  },
}
