import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Json } from '../json.ts';
import type { CostModel } from './settings.ts';

type Pricing = {
  schema: GraphQLSchema;
  fragments: Record<string, FragmentDefinitionNode>;
  variables: Json;
  model: CostModel;
};

/** What stands between a field and its parent without being a level of its own. */
const TRANSPARENT = new Set(['edges', 'node']);
const FREE_OBJECTS = new Set([...TRANSPARENT, 'pageInfo']);

/**
 * The price of an operation from its text alone. `L`: each field costs its level, the root being 0. `M`: each object
 * costs the product of the page sizes around it. Neither is documented; both are fits to what others saw.
 */
export function costOf(operation: OperationDefinitionNode, pricing: Pricing): number {
  const root = pricing.schema.getRootType(operation.operation);
  return root ? costOfSelection(operation.selectionSet, root, { level: 0, rows: 1 }, pricing) : 0;
}

type Place = { level: number; rows: number };

function costOfSelection(
  { selections }: SelectionSetNode,
  type: GraphQLCompositeType,
  at: Place,
  pricing: Pricing,
): number {
  let cost = 0;
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) cost += costOfField(selection, type, at, pricing);
    else {
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? pricing.fragments[selection.name.value] : selection;
      const condition = fragment?.typeCondition ? pricing.schema.getType(fragment.typeCondition.name.value) : type;
      if (fragment && isCompositeType(condition))
        cost += costOfSelection(fragment.selectionSet, condition, at, pricing);
    }
  }
  return cost;
}

function costOfField(field: FieldNode, parent: GraphQLCompositeType, at: Place, pricing: Pricing): number {
  const name = field.name.value;
  if (name.startsWith('__') || !(isObjectType(parent) || isInterfaceType(parent))) return 0;
  const definition = parent.getFields()[name];
  const type = definition && getNamedType(definition.type);
  const rows = at.rows * pageSize(field, pricing.variables);
  const isObject = isCompositeType(type);
  const own =
    pricing.model === 'L' ? (TRANSPARENT.has(name) ? 0 : at.level) : isObject && !FREE_OBJECTS.has(name) ? rows : 0;
  if (!isObject || !field.selectionSet) return own;
  const level = TRANSPARENT.has(name) ? at.level : at.level + 1;
  return own + costOfSelection(field.selectionSet, type, { level, rows }, pricing);
}

function pageSize({ arguments: given = [] }: FieldNode, variables: Json): number {
  const value = given.find(({ name }) => name.value === 'first' || name.value === 'last')?.value;
  const size =
    value?.kind === Kind.VARIABLE ? variables[value.name.value] : value?.kind === Kind.INT ? Number(value.value) : 1;
  return typeof size === 'number' && size > 0 ? size : 1;
}
