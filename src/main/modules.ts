import { availabilityModule } from '#modules/availability/module.ts'
import { allocationModule } from '#modules/allocation/module.ts'
import { bookingModule } from '#modules/booking/module.ts'
import { catalogueModule } from '#modules/catalogue/module.ts'
import { identityModule } from '#modules/identity/module.ts'
import { noticesModule } from '#modules/notices/module.ts'
import { ordersModule } from '#modules/orders/module.ts'
import { organizationsModule } from '#modules/organizations/module.ts'
import { portalModule } from '#modules/portal/module.ts'
import { profilesModule } from '#modules/profiles/module.ts'
import { qualificationModule } from '#modules/qualification/module.ts'
import { registryModule } from '#modules/registry/module.ts'
import { reportingModule } from '#modules/reporting/module.ts'
import { standingModule } from '#modules/standing/module.ts'
import { statisticsModule } from '#modules/statistics/module.ts'
import { usageModule } from '#modules/usage/module.ts'
import type { Module } from '#platform/module/module.ts'

/** Every module, in the order in which they may know each other (ARCHITECTURE.md). */
export const modules: readonly Module[] = [
  identityModule,
  organizationsModule,
  noticesModule,
  registryModule,
  profilesModule,
  reportingModule,
  catalogueModule,
  qualificationModule,
  standingModule,
  bookingModule,
  ordersModule,
  allocationModule,
  availabilityModule,
  usageModule,
  statisticsModule,
  portalModule,
]
