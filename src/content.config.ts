/** Lessons as Astro's content collections: their data, and their prose by language. */
import { defineCollection } from 'astro:content'
import { file, glob } from 'astro/loaders'
import { termSchema } from './lesson/glossary-schema.ts'
import { lessonSchema } from './lesson/lesson-schema.ts'

const folderOf = ({ entry }: { readonly entry: string }): string => entry.split('/')[0] ?? entry
const withoutExtension = ({ entry }: { readonly entry: string }): string => entry.replace(/\.mdx$/, '')

export const collections = {
  lessons: defineCollection({
    loader: glob({ base: './lessons', pattern: '*/lesson.yaml', generateId: folderOf }),
    schema: lessonSchema,
  }),
  glossary: defineCollection({ loader: file('./src/lesson/glossary.yaml'), schema: termSchema }),
  prose: defineCollection({
    loader: glob({ base: './lessons', pattern: '*/{en,ja}.mdx', generateId: withoutExtension }),
  }),
}
