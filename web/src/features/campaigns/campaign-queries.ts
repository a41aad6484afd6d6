import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { campaignContract, newInstrumentsContract } from '#modules/reporting/contract.ts'
import { call } from '../../lib/client.ts'
import { currentLocale } from '../../lib/i18n.ts'

export const campaignsQuery = queryOptions({
  queryKey: ['campaigns'],
  staleTime: 15_000,
  queryFn: ({ signal }) => call(campaignContract.campaigns, { signal }),
})

export const campaignQuery = (campaignId: number) =>
  queryOptions({
    queryKey: ['campaigns', campaignId],
    queryFn: ({ signal }) => call(campaignContract.campaign, { params: { campaignId }, signal }),
  })

export const choicesQuery = queryOptions({
  queryKey: ['campaigns', 'choices'],
  staleTime: 300_000,
  queryFn: ({ signal }) => call(campaignContract.campaignChoices, { signal }),
})

export type BoardBy = 'unit' | 'department' | 'city'
export interface BoardWish {
  readonly by: BoardBy
  readonly departmentId?: number | undefined
  readonly cityCode?: string | undefined
}

export const boardQuery = (campaignId: number, wish: BoardWish) =>
  queryOptions({
    queryKey: ['campaigns', campaignId, 'board', wish, currentLocale()],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      call(campaignContract.campaignBoard, { params: { campaignId }, query: { ...wish }, signal }),
  })

export const newInstrumentsQuery = (standing: 'upcoming' | 'overdue' | undefined) =>
  queryOptions({
    queryKey: ['new-instruments', standing, currentLocale()],
    staleTime: 15_000,
    queryFn: ({ signal }) => call(newInstrumentsContract.newInstruments, { query: { standing }, signal }),
  })

/** An act on campaigns; everything about them is read again afterwards. */
export function useCampaignAct<Input, Output>(act: (input: Input) => Promise<Output>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: () => client.invalidateQueries({ queryKey: ['campaigns'] }),
  })
}
