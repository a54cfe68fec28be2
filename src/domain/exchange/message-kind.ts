import type { z } from 'zod';
import type { Label } from './labels.ts';

/**
 * One kind of message between authorities, one file each and one line in the register `messages/index.ts`. A field
 * labelled PROTOCOL is always there; every other may have stayed at home, and is then listed as redacted.
 */
export interface MessageKind<Kind extends string = string, Content extends z.ZodObject = z.ZodObject> {
  readonly kind: Kind;
  readonly title: string;
  /** Whether it may begin a conversation. */
  readonly opens: boolean;
  readonly content: Content;
  readonly labels: Readonly<Record<keyof z.infer<Content> & string, Label>>;
  /** One that says everything it can, of an invented child. */
  readonly example: z.infer<Content>;
}

/** Defines a kind of message, its labels checked against its fields. */
export const messageKind = <Kind extends string, Content extends z.ZodObject>(
  kind: MessageKind<Kind, Content>,
): MessageKind<Kind, Content> => kind;
