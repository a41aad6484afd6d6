import { instantOf, isoIn } from '#kernel/time.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { BookingRulesShape } from './contract.ts'
import type { bookingTemplateContract } from './contract/templates.ts'
import type { BookingRules } from './domain/rules.ts'
import { defaultRules } from './use-cases/default-rules.ts'
import {
  applyTemplate,
  changeTemplate,
  createTemplate,
  dropTemplate,
  showTemplate,
  showTemplates,
} from './use-cases/keep-templates.ts'
import type { Template } from './data/template-repository.ts'
import { touchedView } from './touched-view.ts'

const siteZone = 'Asia/Shanghai'
/** Stored rules are readonly; the wire shape is not. */
const rulesView = (rules: BookingRules): BookingRulesShape => structuredClone(rules) as BookingRulesShape

const templateView = ({ centreId, rules, changedAt, ...template }: Template) => ({
  ...template,
  ...(centreId === undefined ? {} : { centreId }),
  changedAt: isoIn(changedAt, siteZone),
  rules: rulesView(rules),
})

export const bookingTemplateHandlers: Handlers<typeof bookingTemplateContract, Deps> = {
  async bookingTemplates({ actor }, deps) {
    const { templates, places } = await showTemplates(deps, actor)
    return {
      items: templates.map(({ placeName, placeNameEn, instruments, ...template }) => ({
        ...templateView(template),
        ...{ placeName, placeNameEn, instruments },
      })),
      places: places.map(({ centreId, ...place }) => ({
        ...place,
        ...(centreId === undefined ? {} : { centreId }),
      })),
      proposal: rulesView(await defaultRules(deps, siteZone)),
    }
  },
  async bookingTemplate({ actor, params }, deps) {
    const { template, instruments } = await showTemplate(deps, actor, params.templateId)
    return {
      template: templateView(template),
      instruments: instruments.map(({ instrumentId, name, nameEn, version, bookable, follows, differs }) => ({
        ...{ instrumentId, name, nameEn, version, bookable, follows, differs },
      })),
    }
  },
  async createBookingTemplate({ actor, body }, deps) {
    return { id: await createTemplate(deps, actor, { ...body, centreId: body.centreId }) }
  },
  async changeBookingTemplate({ actor, params, body }, deps) {
    await changeTemplate(deps, actor, params.templateId, body)
    return undefined
  },
  async deleteBookingTemplate({ actor, params }, deps) {
    await dropTemplate(deps, actor, params.templateId)
    return undefined
  },
  async applyBookingTemplate({ actor, params, body }, deps) {
    const { effectiveFrom, ...rest } = body
    const at = effectiveFrom === undefined ? {} : { effectiveFrom: instantOf(effectiveFrom) }
    const applied = await applyTemplate(deps, actor, params.templateId, { ...rest, ...at })
    return {
      applied: applied.map(({ zone, touched, ...one }) => ({
        ...one,
        touched: touched.map((booking) => touchedView(booking, zone)),
      })),
    }
  },
}
