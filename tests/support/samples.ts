import type { UnitWorld } from './matrix-world.ts'

/** A call of a route that only the permission table can stand against, aimed at a thing of the given unit. */
export interface Sample {
  /** Query string without `?`. */
  readonly query?: string | ((unit: UnitWorld) => string)
  readonly body?: (unit: UnitWorld) => unknown
  /**
   * What the route is about: `unit` — a thing of the unit, so another unit's people are refused; `own list` — a list that
   * shows only what one may see; `account` — things of the person who asks, whoever they are.
   */
  readonly about: 'unit' | 'own list' | 'account' | 'everybody'
}

const rules = {
  weekly: [{ weekday: 1, from: '08:00', to: '18:00' }],
  granularityMinutes: 30,
  shortestMinutes: 30,
  longestMinutes: 480,
  noticeMinutes: 60,
  horizonDays: 30,
  cancellationLimitMinutes: 1440,
  approval: 'none',
  openTo: ['own_unit'],
}
const campaignWish = {
  name: 'Campaign',
  ruleSet: 'none',
  called: 'all',
  reportBy: '2026-12-31',
  promptBeforeDays: [7],
  promptEveryDays: 7,
}
const slot = { start: '2026-11-26T10:00:00+08:00', end: '2026-11-26T11:00:00+08:00' }

const unitProfile = {
  nameEn: '',
  street: '',
  postalCode: '',
  website: '',
  introduction: '',
  introductionEn: '',
  smallCompany: false,
  contacts: [],
}
const leadGrant = ({ unitId }: UnitWorld) => ({
  role: 'unit_reporter',
  scope: 'unit',
  scopeId: String(unitId),
})
const items =
  (more: object = {}) =>
  ({ instrumentId }: UnitWorld) => ({ ...more, items: [{ instrumentId, version: 1 }], comment: 'x' })

/** One sample for every route of every contract, by operation id; the matrix test fails when one is missing. */
export const samples: Readonly<Record<string, Sample>> = {
  'identity.signIn': { about: 'everybody', body: () => ({ login: 'nobody', password: 'x' }) },
  'identity.whoAmI': { about: 'account' },
  'identity.signOut': { about: 'account' },
  'identity.signOutEverywhere': { about: 'account' },
  'identity.register': { about: 'everybody', body: () => ({ login: 'x' }) },
  'identity.changePassword': { about: 'account', body: () => ({ current: 'x', next: 'y' }) },
  'identity.changeContact': {
    about: 'account',
    body: () => ({ email: 'x@example.org', locale: 'zh-CN' }),
  },
  'identity.audit': { about: 'own list' },

  'booking.bookingRules': { about: 'everybody' },
  'booking.setBookingRules': {
    about: 'unit',
    body: () => ({ version: 1, bookable: true, rules, dryRun: true }),
  },
  'booking.closures': { about: 'everybody' },
  'booking.addClosure': { about: 'unit', body: () => ({ ...slot, kind: 'closure' }) },
  'booking.removeClosure': { about: 'unit' },
  'booking.calendar': { about: 'everybody', query: 'from=2026-11-23&to=2026-11-30' },
  'booking.freeSlots': { about: 'everybody' },
  'booking.checkSlot': { about: 'account', body: () => slot },
  'booking.book': { about: 'account', body: () => ({ ...slot, purpose: 'x' }) },
  'booking.booking': { about: 'account' },
  'booking.moveBooking': { about: 'account', body: () => ({ ...slot, version: 1 }) },
  'booking.cancelBooking': { about: 'account', body: () => ({ reason: 'x', version: 1 }) },
  'booking.decideBooking': { about: 'unit', body: () => ({ approve: false, note: 'x', version: 1 }) },
  'booking.myBookings': { about: 'account' },
  'booking.bookings': { about: 'own list' },
  'booking.bookingApprovals': { about: 'own list' },
  'booking.managedInstruments': { about: 'own list' },

  'catalogue.search': { about: 'everybody' },
  'catalogue.suggest': { about: 'everybody', query: 'q=x' },
  'catalogue.instrument': { about: 'everybody' },
  'catalogue.readContact': { about: 'everybody' },

  'identity.demonstration': { about: 'everybody' },
  'identity.accounts': { about: 'own list', query: 'q=person' },
  'identity.changeAccountStatus': { about: 'own list', body: () => ({ status: 'active' }) },

  'organizations.departments': { about: 'everybody' },
  'organizations.units': { about: 'everybody' },
  'organizations.unitKnown': { about: 'everybody' },
  'organizations.unit': { about: 'everybody' },
  'organizations.createUnit': { about: 'own list', body: () => ({ name: 'x' }) },
  'organizations.changeRegistration': { about: 'own list', body: () => ({ name: 'x' }) },
  'organizations.editUnit': { about: 'unit', body: () => unitProfile },
  'organizations.createCentre': { about: 'unit', body: () => ({ name: 'Centre two' }) },
  'organizations.editCentre': { about: 'unit', body: () => ({ name: 'Centre' }) },
  'organizations.deleteCentre': { about: 'unit' },
  'organizations.groups': { about: 'account' },
  'organizations.createGroup': { about: 'unit', body: () => ({ name: 'Group two' }) },
  'organizations.editGroup': { about: 'unit', body: () => ({ name: 'Group' }) },
  'organizations.deleteGroup': { about: 'unit' },
  'organizations.members': { about: 'unit' },
  'organizations.removeMember': { about: 'unit' },
  'organizations.grantRole': { about: 'unit', body: leadGrant },
  'organizations.revokeRole': { about: 'unit', body: leadGrant },
  'organizations.claims': { about: 'own list' },
  'organizations.decideClaim': { about: 'unit', body: () => ({ accept: false }) },
  'organizations.myUnit': { about: 'account' },

  'notices.inbox': { about: 'account' },
  'notices.unreadNotices': { about: 'account' },
  'notices.markNoticesRead': { about: 'account', body: () => ({}) },
  'notices.noticeChoices': { about: 'account' },
  'notices.chooseNotices': { about: 'account', body: () => ({ choices: [] }) },

  'registry.elementDictionary': { about: 'everybody' },
  'registry.elementDictionaries': { about: 'everybody' },
  'registry.elementSchema': { about: 'everybody' },
  'registry.importTemplate': { about: 'everybody', query: 'kinds=5' },
  'registry.checkDictionary': { about: 'own list', query: 'name=x.json' },
  'registry.addDictionary': { about: 'own list', query: 'name=x.json' },
  'registry.codeTable': { about: 'everybody' },
  'registry.addCodeTableVersion': {
    about: 'own list',
    query: 'name=x.csv&version=x&effectiveFrom=2026-01-01',
  },
  'registry.pictures': { about: 'everybody' },
  'registry.addPicture': { about: 'unit', query: 'name=x.png' },
  'registry.removePicture': { about: 'unit' },
  'registry.picture': { about: 'everybody' },
  'registry.thumbnail': { about: 'everybody' },
  'registry.codeTables': { about: 'everybody' },
  'registry.makers': { about: 'own list' },
  'registry.strayMakers': { about: 'own list' },
  'registry.maker': { about: 'own list' },
  'registry.createMaker': { about: 'own list', body: () => ({ name: 'x' }) },
  'registry.changeMaker': { about: 'own list', body: () => ({ name: 'x', revision: 99 }) },
  'registry.addMakerName': { about: 'own list', body: () => ({ name: 'x' }) },
  'registry.removeMakerName': { about: 'own list', body: () => ({ key: 'x' }) },
  'registry.mergeMaker': { about: 'own list', body: () => ({ into: 0 }) },
  'registry.splitMaker': { about: 'own list', body: () => ({ key: 'x' }) },
  'registry.assignmentCandidates': { about: 'unit' },
  'registry.assignInstrument': { about: 'account', body: () => ({ leadAccountId: null, centreId: null }) },

  'reporting.exportReports': { about: 'own list' },
  'reporting.listReports': { about: 'own list' },
  'reporting.reportCounts': { about: 'own list' },
  'reporting.createReport': {
    about: 'unit',
    body: ({ unitId }) => ({ unitId, innerId: 'NEW-1', elements: { cname: 'x' } }),
  },
  'reporting.report': { about: 'unit' },
  'reporting.editReport': { about: 'unit', body: () => ({ revision: 99, elements: { cname: 'x' } }) },
  'reporting.declareNotSecret': {
    about: 'unit',
    body: ({ instrumentId }) => ({ instrumentIds: [instrumentId], declared: true }),
  },
  'reporting.elementGaps': {
    about: 'own list',
    body: ({ instrumentId }) => ({ instrumentIds: [instrumentId] }),
  },
  'reporting.fillElements': {
    about: 'unit',
    body: ({ instrumentId }) => ({
      instrumentIds: [instrumentId],
      fills: [{ by: 'value', element: 'contact', value: 'x' }],
    }),
  },
  'reporting.disposeInstrument': { about: 'unit', body: () => ({ disposedOn: null }) },
  'reporting.reportHistory': { about: 'unit' },
  'reporting.reportDifference': { about: 'unit', query: 'from=1&to=1' },
  'reporting.submitToUnit': { about: 'unit', body: items() },
  'reporting.withdrawReports': { about: 'unit', body: items() },
  'reporting.withdrawFromPublic': { about: 'unit', body: items() },
  'reporting.reviewInUnit': { about: 'unit', body: items({ step: 'submit_to_province' }) },
  'reporting.reviewInProvince': { about: 'unit', body: items({ step: 'accept' }) },
  'reporting.reviewQueue': { about: 'own list', query: 'level=unit' },
  'reporting.review': { about: 'unit' },
  'reporting.sendDecisions': {
    about: 'unit',
    body: ({ instrumentId }) => ({ level: 'unit', decisions: [{ instrumentId, version: 1, accepts: true }] }),
  },
  'reporting.returnReasons': { about: 'own list' },
  'reporting.claimReports': {
    about: 'unit',
    body: ({ instrumentId }) => ({ instrumentIds: [instrumentId] }),
  },
  'reporting.comments': { about: 'unit' },
  'reporting.comment': { about: 'unit', body: () => ({ audience: 'everybody', body: 'x' }) },
  'reporting.resolveComment': { about: 'unit', body: () => ({ resolved: true }) },
  'reporting.amendments': { about: 'own list' },
  'reporting.draws': { about: 'account', query: 'level=unit' },
  'reporting.draw': { about: 'account', body: () => ({ level: 'unit' }) },
  'reporting.drawDetail': { about: 'account' },
  'reporting.judgeSample': {
    about: 'account',
    body: () => ({ verdicts: [{ instrumentId: 1, verdict: 'correct' }] }),
  },
  'reporting.concludeDraw': { about: 'account' },
  'reporting.cancelDraw': { about: 'account' },
  'reporting.campaigns': { about: 'own list' },
  'reporting.campaignChoices': { about: 'own list' },
  'reporting.draftCampaign': { about: 'own list', body: () => campaignWish },
  'reporting.campaign': { about: 'own list' },
  'reporting.changeCampaign': { about: 'own list', body: () => ({ ...campaignWish, revision: 99 }) },
  'reporting.discardCampaign': { about: 'own list' },
  'reporting.stepCampaign': { about: 'own list', body: () => ({ step: 'open', revision: 99 }) },
  'reporting.campaignBoard': { about: 'own list' },
  'reporting.exportCampaignBoard': { about: 'own list' },
  'reporting.campaignInstruments': { about: 'unit' },
  'reporting.uploadLedger': { about: 'unit', query: 'name=x.csv' },
  'reporting.ledgerImports': { about: 'unit' },
  'reporting.ledgerImport': { about: 'unit' },
  'reporting.mapLedger': { about: 'unit', body: () => ({ columns: [] }) },
  'reporting.ledgerRows': { about: 'unit' },
  'reporting.fixLedger': {
    about: 'unit',
    body: () => ({ fixes: [{ element: 'nation', from: 'x', to: '中国' }] }),
  },
  'reporting.ledgerProposals': { about: 'unit' },
  'reporting.decideLedgerProposals': { about: 'unit', body: () => ({ decision: 'refused' }) },
  'reporting.reportKin': { about: 'unit' },
  'reporting.linkToSystem': { about: 'unit', body: () => ({ systemInnerId: null }) },
  'reporting.startLedgerImport': { about: 'unit' },
  'reporting.cancelLedger': { about: 'unit' },
  'reporting.ledgerResult': { about: 'unit' },
  'reporting.ledgerTargets': { about: 'everybody' },
  'reporting.ledgerChoices': { about: 'everybody' },

  'usage.today': { about: 'account' },
  'usage.uses': { about: 'own list' },
  'usage.myUses': { about: 'account' },
  'usage.use': { about: 'account' },
  'usage.checkIn': { about: 'account' },
  'usage.checkOut': { about: 'account', body: () => ({}) },
  'usage.startUse': { about: 'unit', body: () => ({ kind: 'maintenance' }) },
  'usage.recordAsBooked': { about: 'unit', body: () => ({}) },
  'usage.markNoShow': { about: 'unit' },
  'usage.correct': { about: 'unit', body: () => ({ version: 99, reason: 'x' }) },
  'usage.voidUse': { about: 'unit', body: () => ({ version: 99, reason: 'x' }) },
  'usage.records': { about: 'own list' },
  'usage.exportRecords': { about: 'own list', query: 'year=2026' },
  'usage.record': { about: 'unit' },
  'usage.completeRecord': { about: 'unit', body: () => ({ elements: {} }) },
  'usage.rate': { about: 'account', body: () => ({ rating: '一般' }) },

  'statistics.figures': { about: 'everybody' },
  'statistics.breakdown': { about: 'everybody', query: 'by=unit' },
  'statistics.instruments': { about: 'own list' },
  'statistics.trend': { about: 'everybody' },
  'statistics.export': { about: 'everybody' },

  'portal.notices': { about: 'everybody' },
  'portal.publishNotice': { about: 'own list', body: () => ({ title: 'x' }) },
  'portal.withdrawNotice': { about: 'own list' },
}
