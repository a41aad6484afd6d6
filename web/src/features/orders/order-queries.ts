import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ordersContract } from '#modules/orders/contract.ts'
import { call } from '../../lib/client.ts'
import { currentLocale } from '../../lib/i18n.ts'

export type Whose = 'mine' | 'staff' | 'group'

export const orderQuery = (orderId: number) =>
  queryOptions({
    queryKey: ['orders', 'one', orderId, currentLocale()],
    queryFn: ({ signal }) => call(ordersContract.order, { params: { orderId }, signal }),
  })

export const orderFormQuery = (instrumentId: number) =>
  queryOptions({
    queryKey: ['orders', 'form', instrumentId, currentLocale()],
    queryFn: ({ signal }) => call(ordersContract.orderForm, { params: { instrumentId }, signal }),
  })

export const orderCountsQuery = (whose: Whose) =>
  queryOptions({
    queryKey: ['orders', 'counts', whose],
    staleTime: 15_000,
    queryFn: ({ signal }) => call(ordersContract.orderCounts, { query: { whose }, signal }),
  })

export interface ListWish {
  readonly whose: Whose
  readonly state?: string | undefined
  readonly words?: string | undefined
  readonly page?: number | undefined
  readonly limit?: number
}

export const ordersQuery = ({ page = 1, limit = 50, ...wish }: ListWish) =>
  queryOptions({
    queryKey: ['orders', 'list', wish, page, limit],
    queryFn: ({ signal }) => call(ordersContract.orders, { query: { ...wish, page, limit }, signal }),
  })

export const operatorsQuery = (orderId: number) =>
  queryOptions({
    queryKey: ['orders', 'operators', orderId],
    queryFn: ({ signal }) => call(ordersContract.orderOperators, { params: { orderId }, signal }),
  })

export const settingsQuery = (instrumentId: number) =>
  queryOptions({
    queryKey: ['orders', 'settings', instrumentId],
    queryFn: ({ signal }) => call(ordersContract.orderSettings, { params: { instrumentId }, signal }),
  })

/** After a change everything about orders is read again. */
function useOrdersChanged(): () => Promise<void> {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['orders'] })
}

/** Runs one act at a time and keeps what was refused; answers whether it went through. */
export function useAct() {
  const changed = useOrdersChanged()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const act = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true)
    setProblem(undefined)
    let done = true
    try {
      await work()
    } catch (error) {
      done = false
      setProblem(error)
    }
    setBusy(false)
    await changed()
    return done
  }
  return { busy, problem, act }
}
