import type { UnitWorld } from './matrix-world.ts'
import { bookingSamples } from './samples/booking-samples.ts'
import { reportingSamples } from './samples/reporting-samples.ts'
import type { Sample } from './samples/sample.ts'

export type { Sample } from './samples/sample.ts'

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

/** One sample for every route of every contract, by operation id; the matrix test fails when one is missing. */
export const samples: Readonly<Record<string, Sample>> = {
  ...bookingSamples,
  ...reportingSamples,
  'identity.apiKeys': { about: 'account' },
  'identity.createApiKey': { about: 'account', body: () => ({ name: 'Key', scope: 'read', days: 1 }) },
  'identity.revokeApiKey': { about: 'account' },
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
  'notices.webhooks': { about: 'account' },
  'notices.keepWebhook': {
    about: 'account',
    body: () => ({ name: 'Robot', format: 'json', address: 'https://robot.example/x' }),
  },
  'notices.dropWebhook': { about: 'account' },
  'notices.tryWebhook': { about: 'account' },
  'notices.chooseNotices': { about: 'account', body: () => ({ choices: [] }) },

  'statistics.figures': { about: 'everybody' },
  'statistics.breakdown': { about: 'everybody', query: 'by=unit' },
  'statistics.instruments': { about: 'own list' },
  'statistics.trend': { about: 'everybody' },
  'statistics.watch': { about: 'own list' },
  'statistics.watchUnit': { about: 'unit' },
  'statistics.watchBehind': { about: 'unit', query: 'thing=basic&measure=completeness' },
  'statistics.promptWatch': { about: 'own list', body: () => ({ unitIds: [1] }) },
  'statistics.export': { about: 'everybody' },

  'portal.notices': { about: 'everybody' },
  'portal.publishNotice': { about: 'own list', body: () => ({ title: 'x' }) },
  'portal.withdrawNotice': { about: 'own list' },
}
