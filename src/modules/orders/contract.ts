import { z } from 'zod'
import { orderStates } from './domain/order-transitions.ts'
import { disposals, sampleActs } from './domain/sample-transitions.ts'
import {
  OrderBody,
  OrderFormView,
  OrderRowView,
  OrderSettingsView,
  OrderView,
  QuoteBody,
  SettingsBody,
} from './contract/views.ts'

export type {
  OrderFormView,
  OrderRowView,
  OrderSettingsView,
  OrderView,
  SampleView,
} from './contract/views.ts'

/** Choices the lists of the browser offer. */
export { orderStates }

const Id = z.coerce.number().int()
const OfOrder = z.object({ orderId: Id })
const OfFile = z.object({ orderId: Id, fileId: Id })
const OfInstrument = z.object({ instrumentId: Id })
const Version = z.int().min(1)
const Positions = z.array(z.int().min(1)).min(1).max(1000)
const whose = z.enum(['mine', 'staff', 'group']).default('mine')
const filters = {
  whose,
  instrumentId: Id.optional(),
  operatorId: Id.optional(),
  words: z.string().trim().max(100).optional(),
}
const order = { status: 200, body: OrderView } as const
const stepRefusals = ['changed_meanwhile', 'orders.wrong_state', 'orders.reason_needed'] as const

/** The largest file the rules may ever allow; the rules in force may allow less. */
const maxFileBytes = 200 * 1024 * 1024

/** Sample orders: samples are sent and measured by those who run the instrument. */
export const ordersContract = {
  orderForm: {
    method: 'GET',
    path: '/api/v1/instruments/:instrumentId/order-form',
    summary: 'What somebody needs to know to send samples to an instrument',
    access: 'signed-in',
    params: OfInstrument,
    reply: { status: 200, body: OrderFormView },
  },
  orderSettings: {
    method: 'GET',
    path: '/api/v1/instruments/:instrumentId/order-settings',
    summary: 'How an instrument takes samples, with every earlier decision',
    access: 'order.manage',
    params: OfInstrument,
    reply: { status: 200, body: OrderSettingsView },
  },
  setOrderSettings: {
    method: 'PUT',
    path: '/api/v1/instruments/:instrumentId/order-settings',
    summary: 'Decide how an instrument takes samples from a day on',
    access: 'order.manage',
    params: OfInstrument,
    body: z.object({
      /** The newest version known; 0 before the first. */
      version: z.int().min(0),
      effectiveFrom: z.iso.date(),
      accepts: z.boolean(),
      settings: SettingsBody,
    }),
    reply: { status: 200, body: OrderSettingsView },
    refuses: [
      'changed_meanwhile',
      'orders.effective_in_past',
      'orders.samples_reversed',
      'orders.no_prices',
      'orders.price_twice',
      'orders.question_twice',
    ],
  },
  orders: {
    method: 'GET',
    path: '/api/v1/orders',
    summary: 'Sample orders: one’s own, those one answers for or measures, those of the groups one leads',
    access: 'signed-in',
    query: z.object({
      ...filters,
      /** Several separated by commas. */
      state: z.string().max(200).optional(),
      page: z.coerce.number().int().min(1).max(1000).default(1),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    reply: { status: 200, body: z.object({ items: z.array(OrderRowView), more: z.boolean() }) },
  },
  orderCounts: {
    method: 'GET',
    path: '/api/v1/order-counts',
    summary: 'How many sample orders are in each state',
    access: 'signed-in',
    query: z.object(filters),
    reply: {
      status: 200,
      body: z.object({ states: z.array(z.object({ state: z.enum(orderStates), count: z.int() })) }),
    },
  },
  createOrder: {
    method: 'POST',
    path: '/api/v1/instruments/:instrumentId/orders',
    summary: 'Begin a sample order as a draft',
    access: 'signed-in',
    params: OfInstrument,
    body: OrderBody,
    reply: { status: 201, body: OrderView },
    refuses: ['orders.too_many_samples'],
  },
  order: {
    method: 'GET',
    path: '/api/v1/orders/:orderId',
    summary: 'One sample order with everything its reader may see',
    access: 'signed-in',
    params: OfOrder,
    reply: order,
  },
  editOrder: {
    method: 'PUT',
    path: '/api/v1/orders/:orderId',
    summary: 'Change a draft',
    access: 'signed-in',
    params: OfOrder,
    body: OrderBody.extend({ version: Version }),
    reply: order,
    refuses: ['changed_meanwhile', 'orders.wrong_state', 'orders.too_many_samples'],
  },
  submitOrder: {
    method: 'POST',
    path: '/api/v1/orders/:orderId/submission',
    summary: 'Send a draft off; every reason against it is named at once',
    access: 'signed-in',
    params: OfOrder,
    body: z.object({ version: Version }),
    reply: order,
    refuses: [
      'changed_meanwhile',
      'orders.wrong_state',
      'orders.not_accepting',
      'orders.not_open_to_you',
      'orders.too_few_samples',
      'orders.too_many_samples',
      'orders.sample_unnamed',
      'orders.amount_missing',
      'orders.hazards_missing',
      'orders.hazard_unknown',
      'orders.hazard_contradiction',
      'orders.wanted_missing',
      'orders.contact_missing',
      'orders.wished_in_past',
      'orders.answer_missing',
      'orders.group_not_yours',
      'orders.group_needed',
    ],
  },
  stepOrder: {
    method: 'POST',
    path: '/api/v1/orders/:orderId/steps',
    summary:
      'Approve, accept or decline the quote, confirm, complain, answer, measure again, reject or cancel',
    access: 'signed-in',
    params: OfOrder,
    body: z.object({
      act: z.enum([
        'approve',
        'accept',
        'decline',
        'confirm',
        'complain',
        'answer',
        'redo',
        'reject',
        'cancel',
      ]),
      version: Version,
      comment: z.string().trim().max(1000).default(''),
    }),
    reply: order,
    refuses: [...stepRefusals, 'orders.quote_over'],
  },
  quoteOrder: {
    method: 'POST',
    path: '/api/v1/orders/:orderId/quotes',
    summary: 'Say what an order costs and when it is done; earlier quotes are kept',
    access: 'signed-in',
    params: OfOrder,
    body: QuoteBody.extend({ version: Version }),
    reply: order,
    refuses: [
      'changed_meanwhile',
      'orders.wrong_state',
      'orders.no_lines',
      'orders.too_many_lines',
      'orders.sum_too_large',
      'orders.valid_until',
      'orders.expected_in_past',
    ],
  },
  orderOperators: {
    method: 'GET',
    path: '/api/v1/orders/:orderId/operators',
    summary: 'Who may be asked to measure an order',
    access: 'signed-in',
    params: OfOrder,
    reply: {
      status: 200,
      body: z.array(z.object({ accountId: z.int(), displayName: z.string() })),
    },
  },
  assignOrder: {
    method: 'POST',
    path: '/api/v1/orders/:orderId/operator',
    summary: 'Give an order to somebody to measure',
    access: 'signed-in',
    params: OfOrder,
    body: z.object({ accountId: z.int(), version: Version }),
    reply: order,
    refuses: ['changed_meanwhile', 'orders.wrong_state'],
  },
  workSamples: {
    method: 'POST',
    path: '/api/v1/orders/:orderId/samples',
    summary: 'Receive, prepare, measure, finish, fail or repeat several samples at once',
    access: 'signed-in',
    params: OfOrder,
    body: z.object({
      positions: Positions,
      act: z.enum(sampleActs),
      note: z.string().trim().max(500).default(''),
      version: Version,
    }),
    reply: order,
    refuses: [...stepRefusals, 'orders.sample_state', 'orders.sample_gone'],
  },
  disposeSamples: {
    method: 'POST',
    path: '/api/v1/orders/:orderId/disposals',
    summary: 'Samples were returned, kept or destroyed',
    access: 'signed-in',
    params: OfOrder,
    body: z.object({ positions: Positions, how: z.enum(disposals), on: z.iso.date() }),
    reply: order,
    refuses: ['orders.disposal_unfit', 'orders.disposal_ahead', 'orders.no_samples_chosen'],
  },
  handOverOrder: {
    method: 'POST',
    path: '/api/v1/orders/:orderId/results',
    summary: 'Hand the results over to the user',
    access: 'signed-in',
    params: OfOrder,
    body: z.object({ comment: z.string().trim().max(1000).default(''), version: Version }),
    reply: order,
    refuses: ['changed_meanwhile', 'orders.wrong_state', 'orders.samples_open', 'orders.no_results'],
  },
  bookOrderTime: {
    method: 'POST',
    path: '/api/v1/orders/:orderId/bookings',
    summary: 'Reserve instrument time for an order',
    access: 'signed-in',
    params: OfOrder,
    body: z.object({ start: z.iso.datetime({ offset: true }), end: z.iso.datetime({ offset: true }) }),
    reply: { status: 201, body: OrderView },
    refuses: ['orders.wrong_state', 'booking.slot_taken', 'booking.not_open', 'changed_meanwhile'],
  },
  addOrderFile: {
    method: 'POST',
    path: '/api/v1/orders/:orderId/files',
    summary: 'Add an attachment or a result (PDF, picture, docx, xlsx)',
    access: 'signed-in',
    params: OfOrder,
    query: z.object({ name: z.string().min(1).max(255), kind: z.enum(['attachment', 'result']) }),
    upload: { maxBytes: maxFileBytes },
    reply: { status: 201, body: OrderView },
    refuses: [
      'orders.files_fixed',
      'orders.too_many_files',
      'orders.file_kind',
      'file.too_large',
      'file.empty',
    ],
  },
  orderFile: {
    method: 'GET',
    path: '/api/v1/orders/:orderId/files/:fileId',
    summary: 'A file of an order; reading it is noted',
    access: 'signed-in',
    params: OfFile,
    reply: { status: 200, file: true },
  },
  removeOrderFile: {
    method: 'DELETE',
    path: '/api/v1/orders/:orderId/files/:fileId',
    summary: 'Remove a file while that is still possible',
    access: 'signed-in',
    params: OfFile,
    reply: order,
    refuses: ['orders.files_fixed'],
  },
} as const
