export { type CertificateView, type RequirementView } from './contract/certificates.ts'
import { certificateContract } from './contract/certificates.ts'

export const qualificationContract = { ...certificateContract } as const
