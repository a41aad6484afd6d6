import { certificateContract } from './contract/certificates.ts'
import { courseContract } from './contract/courses.ts'
import { trainingContract } from './contract/training.ts'

export type { CertificateView, RequirementView } from './contract/certificates.ts'
export type {
  AttemptView,
  CourseLineView,
  CourseView,
  KeptCourseView,
  SessionView,
} from './contract/courses.ts'

export const qualificationContract = {
  ...certificateContract,
  ...courseContract,
  ...trainingContract,
} as const
