import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import { certificateHandlers } from './certificate-http.ts'
import type { qualificationContract } from './contract.ts'
import { courseHandlers, trainingHandlers } from './course-http.ts'

export const qualificationHandlers: Handlers<typeof qualificationContract, Deps> = {
  ...certificateHandlers,
  ...courseHandlers,
  ...trainingHandlers,
}
