import { requireSignedIn } from '#kernel/actor.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { standingContract } from './contract.ts'
import type { CreditRules } from './domain/credit-rules.ts'
import { appealView, entryView, levelView, projectView, sanctionView } from './http/views.ts'
import { decideAppeal, withdrawAppeal, writeAppeal } from './use-cases/appeal.ts'
import {
  addProof,
  changeProject,
  decideProject,
  readProof,
  registerProject,
  takeProjectStep,
} from './use-cases/keep-projects.ts'
import { liftByHand, sanctionByHand } from './use-cases/manual-sanction.ts'
import { showMyProjects, showPriorityFigures, showProjects } from './use-cases/show-projects.ts'
import { showAppeals, showMyStanding, showSanctions } from './use-cases/show-standing.ts'

const shownInPlace = new Set(['application/pdf', 'image/jpeg', 'image/png'])

const rulesView = (rules: CreditRules) => ({
  ...rules,
  points: { ...rules.points },
  thresholds: rules.thresholds.map(({ below, sanction, days }) => ({ below, sanction, days })),
  repeats: [...rules.repeats],
})

export const standingHandlers: Handlers<typeof standingContract, Deps> = {
  async myStanding({ actor, query }, deps) {
    const { accountId } = requireSignedIn(actor)
    const shown = await showMyStanding(deps, actor, { before: query.before, limit: query.limit })
    return {
      balance: shown.balance,
      rules: rulesView(shown.rules),
      entries: shown.entries.map((entry) => entryView(entry, shown)),
      ...(shown.next === undefined ? {} : { next: shown.next }),
      sanctions: shown.sanctions.map((sanction) => sanctionView(sanction, shown)),
      appeals: shown.appeals.map((appeal) => appealView(appeal, accountId)),
    }
  },
  async appeal({ actor, body }, deps) {
    return { id: await writeAppeal(deps, actor, { entryId: undefined, sanctionId: undefined, ...body }) }
  },
  async withdrawAppeal({ actor, params }, deps) {
    await withdrawAppeal(deps, actor, params.appealId)
    return undefined
  },
  async appeals({ actor, query }, deps) {
    const { accountId } = requireSignedIn(actor)
    const items = await showAppeals(deps, actor, { state: query.state, limit: query.limit })
    return { items: items.map((appeal) => appealView(appeal, accountId)) }
  },
  async decideAppeal({ actor, params, body }, deps) {
    await decideAppeal(deps, actor, params.appealId, body)
    return undefined
  },
  async sanctions({ actor, query }, deps) {
    const { inForce, before, limit } = query
    const { items, next, now } = await showSanctions(deps, actor, { inForce, before, limit })
    return {
      items: items.map((sanction) => sanctionView(sanction, { now })),
      ...(next === undefined ? {} : { next }),
    }
  },
  async sanction({ actor, body }, deps) {
    return { id: await sanctionByHand(deps, actor, { instrumentId: undefined, unitId: undefined, ...body }) }
  },
  async liftSanction({ actor, params, body }, deps) {
    await liftByHand(deps, actor, params.sanctionId, body)
    return undefined
  },
  async myProjects({ actor }, deps) {
    const { items, rules, groups, today, accountId } = await showMyProjects(deps, actor)
    return {
      items: items.map((project) => projectView(project, { today, readerId: accountId })),
      levels: rules.levels.map(levelView),
      groups,
    }
  },
  async registerProject({ actor, body }, deps) {
    return { id: await registerProject(deps, actor, { groupId: undefined, ...body }) }
  },
  async changeProject({ actor, params, body }, deps) {
    await changeProject(deps, actor, params.projectId, { groupId: undefined, ...body })
    return undefined
  },
  addProjectProof: ({ actor, params, query, upload }, deps) =>
    addProof(deps, actor, params.projectId, { name: query.name, bytes: upload }),
  async projectProof({ actor, params }, deps) {
    const { name, mediaType, bytes } = await readProof(deps, actor, params.projectId)
    return { fileName: name, mediaType, bytes, inline: shownInPlace.has(mediaType) }
  },
  async takeProjectStep({ actor, params, body }, deps) {
    await takeProjectStep(deps, actor, params.projectId, body)
    return undefined
  },
  async projects({ actor, query }, deps) {
    const { accountId: readerId } = requireSignedIn(actor)
    const { items, rules, today } = await showProjects(deps, actor, query.state)
    return {
      items: items.map((project) => projectView(project, { today, readerId })),
      levels: rules.levels.map(levelView),
    }
  },
  async decideProject({ actor, params, body }, deps) {
    await decideProject(deps, actor, params.projectId, body)
    return undefined
  },
  async priorityFigures({ actor, query }, deps) {
    const { figures, rules } = await showPriorityFigures(deps, actor, query.year)
    return {
      items: rules.levels.map(({ code, title }) => {
        const figure = figures.find(({ level }) => level === code)
        const { projects = 0, bookings = 0, early = 0, minutes = 0 } = figure ?? {}
        return { level: code, title: title.zh, titleEn: title.en, projects, bookings, early, minutes }
      }),
    }
  },
}
