import type { Row } from '../../src/plan/row-reader.ts';
import { builder } from '../builder.ts';

/** The types that refer to each other, named before any of them is described. */
export const Child = builder.objectRef<Row>('Child');
export const Episode = builder.objectRef<Row>('Episode');
export const Notification = builder.objectRef<Row>('Notification');
export const Interview = builder.objectRef<Row>('Interview');
export const Placement = builder.objectRef<Row>('Placement');
export const Involvement = builder.objectRef<Row>('Involvement');
export const Completeness = builder.objectRef<Row>('Completeness');
