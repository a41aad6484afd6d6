import { z } from 'zod'

const Moment = z.iso.datetime({ offset: true })

const NoticeView = z
  .object({
    id: z.int(),
    title: z.string(),
    titleEn: z.string(),
    body: z.string(),
    bodyEn: z.string(),
    source: z.string(),
    sourceEn: z.string(),
    publishedAt: Moment,
    validUntil: Moment.optional(),
  })
  .meta({ id: 'Notice' })
export type NoticeView = z.infer<typeof NoticeView>

export const portalContract = {
  notices: {
    method: 'GET',
    path: '/api/v1/notices',
    summary: 'Notices in force, newest first',
    access: 'public',
    reply: { status: 200, body: z.object({ items: z.array(NoticeView) }) },
  },
  publishNotice: {
    method: 'POST',
    path: '/api/v1/notices',
    summary: 'Publish a notice',
    access: 'portal.manage',
    body: z.object({
      title: z.string().trim().min(1).max(120),
      titleEn: z.string().trim().max(200).default(''),
      body: z.string().trim().min(1).max(20_000),
      bodyEn: z.string().trim().max(20_000).default(''),
      source: z.string().trim().max(100).default(''),
      sourceEn: z.string().trim().max(200).default(''),
      publishedAt: Moment.optional(),
      validUntil: Moment.optional(),
    }),
    reply: { status: 201, body: z.object({ id: z.int() }) },
    refuses: ['portal.notice_over_before_it_begins'],
  },
  withdrawNotice: {
    method: 'DELETE',
    path: '/api/v1/notices/:noticeId',
    summary: 'Take a notice away',
    access: 'portal.manage',
    params: z.object({ noticeId: z.coerce.number().int() }),
    reply: { status: 204 },
  },
} as const
