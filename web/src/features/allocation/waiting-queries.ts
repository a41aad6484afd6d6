import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { allocationContract } from '#modules/allocation/contract.ts'
import { call, type Replied } from '../../lib/client.ts'

export type WaitingEntry = Replied<typeof allocationContract.myWaiting>['items'][number]

/** Offers come and go by the minute. */
export const waitingQuery = () =>
  queryOptions({
    queryKey: ['allocation', 'waiting'],
    queryFn: ({ signal }) => call(allocationContract.myWaiting, { signal }),
    refetchInterval: 20_000,
  })

function useAct<Wish, Result>(act: (wish: Wish) => Promise<Result>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['allocation'] }),
        client.invalidateQueries({ queryKey: ['booking'] }),
      ]),
  })
}

/** Takes an offer or lets it go. */
export const useAnswer = () =>
  useAct(({ offerId, accept }: { offerId: number; accept: boolean }) =>
    call(allocationContract.answerOffer, { params: { offerId }, body: { accept } }),
  )

/** Leaves the waiting list. */
export const useLeave = () =>
  useAct((entryId: number) => call(allocationContract.leaveWaiting, { params: { entryId } }))
