import { usePathParam } from '../../lib/address.ts'
import { UnitDetails } from './unit-details.tsx'

export default function UnitPage() {
  return <UnitDetails unitId={Number(usePathParam('unitId'))} />
}
