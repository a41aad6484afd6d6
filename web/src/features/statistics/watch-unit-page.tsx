import { usePathParam } from '../../lib/address.ts'
import { WatchUnit } from './watch-unit.tsx'

/** The watch over the unit of the address. */
export default function WatchUnitPage() {
  return <WatchUnit unitId={Number(usePathParam('unitId'))} />
}
