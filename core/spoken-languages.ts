/** The languages that people are spoken to in: by the pages, in letters, declarations and summaries. The first is what stands in for any other. */
export const spokenLanguages = ['en', 'nl', 'fr', 'ar', 'zh'] as const;
export type SpokenLanguage = (typeof spokenLanguages)[number];
