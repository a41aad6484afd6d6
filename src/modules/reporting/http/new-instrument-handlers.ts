import { inLocale, type Locale } from '#kernel/locale.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { newInstrumentsContract, NewInstrumentView } from '../contract/new-instruments.ts'
import { type JoiningInstrument, listNewInstruments } from '../use-cases/new-instruments.ts'

function view(one: JoiningInstrument, locale: Locale): NewInstrumentView {
  const { instrumentId, unitId, innerId, name, nameEn, model, state, acceptedOn, waitsFor, deadline } = one
  return {
    ...{ instrumentId, unitId, innerId, name, nameEn, model, state, acceptedOn, waitsFor },
    ...{ due: deadline.due, workingDaysLeft: deadline.workingDaysLeft, overdue: deadline.overdue },
    unitName: inLocale({ zh: one.unitName, en: one.unitNameEn || one.unitName }, locale),
    ...(one.worthFen === null ? {} : { worthFen: one.worthFen }),
  }
}

export const newInstrumentHandlers: Handlers<typeof newInstrumentsContract, Deps> = {
  async newInstruments({ actor, locale, query }, deps) {
    const list = await listNewInstruments(deps, actor, query)
    const { upcoming, overdue, withoutAcceptance, rules } = list
    return {
      items: list.instruments.slice(0, 500).map((one) => view(one, locale)),
      ...{ upcoming, overdue, withoutAcceptance },
      period: {
        ...{ days: rules.newInstrumentDays, kind: rules.newInstrumentDayKind },
        ...{ source: rules.newInstrumentSource, ruleSet: rules.version },
      },
      yearsNotLoaded: [...list.yearsNotLoaded],
    }
  },
}
