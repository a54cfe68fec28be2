import { type Fields, isFields, own } from './fields.ts';

/** One FHIR resource as it stands in a file. */
export interface Resource {
  readonly type: string;
  /** The id its server gave it; null where it has none that FHIR allows. */
  readonly id: string | null;
  /** The address a bundle gives it. */
  readonly fullUrl: string | null;
  readonly fields: Fields;
}

const typeName = /^[A-Z][A-Za-z]{1,63}$/;
const idShape = /^[A-Za-z0-9.-]{1,64}$/;
const uuid = /^urn:uuid:([0-9a-f-]{36})$/i;

/** The resource a value is, or null where it is something else. */
export const resourceOf = (value: unknown, fullUrl: unknown = null): Resource | null => {
  if (!isFields(value)) return null;
  const type = own(value, 'resourceType');
  const id = own(value, 'id');
  if (typeof type !== 'string' || !typeName.test(type)) return null;
  return {
    type,
    id: typeof id === 'string' && idShape.test(id) ? id : null,
    fullUrl: typeof fullUrl === 'string' && fullUrl.length <= 500 ? fullUrl : null,
    fields: value,
  };
};

/** The id a resource is known by in its file: its own, or the one its address gives it. */
export const knownId = ({ type, id, fullUrl }: Resource): string | null => {
  if (id !== null || fullUrl === null) return id;
  const local = localReference(fullUrl);
  return uuid.exec(fullUrl)?.[1]?.toLowerCase() ?? (local?.type === type ? local.id : null);
};

/** A RESTful reference taken apart; `base` is null where it is relative. */
export interface LocalReference {
  readonly base: string | null;
  readonly type: string;
  readonly id: string;
}

const restful = /^(https?:\/\/.+\/)?([A-Z][A-Za-z]{1,63})\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[^/]*)?$/;

/** What a reference such as `Patient/1` or `https://server/Patient/1` names; null for any other. */
export const localReference = (text: string): LocalReference | null => {
  const [, base, type, id] = text.length > 500 ? [] : (restful.exec(text) ?? []);
  return type === undefined || id === undefined ? null : { base: base ?? null, type, id };
};
