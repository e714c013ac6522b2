/* The keys of a registry's objects: each may occur once. */
#include "rpsl/object-keys.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define FIRST_SLOTS ((size_t)4096)

/* The first free slot for HASH. */
static struct object_keys_slot *
free_slot(struct object_keys *keys, uint32_t hash)
{
	size_t i = hash & (keys->nslots - 1);

	while (keys->slot[i].number != 0)
		i = (i + 1) & (keys->nslots - 1);
	return &keys->slot[i];
}

/* Keeps at least half of the slots free. */
static void
make_room(struct object_keys *keys)
{
	struct object_keys_slot *old = keys->slot;
	size_t nold = keys->nslots;

	if (keys->n < keys->nslots / 2)
		return;
	keys->nslots = nold > 0 ? 2 * nold : FIRST_SLOTS;
	keys->slot = mem_zalloc(keys->nslots * sizeof *keys->slot);
	for (size_t i = 0; i < nold; i++)
		if (old[i].number != 0)
			*free_slot(keys, old[i].hash) = old[i];
	free(old);
}

static const struct object_key *
object_keys_find(const struct object_keys *keys, struct slice id, uint32_t hash)
{
	size_t i = hash & (keys->nslots - 1);

	for (; keys->slot[i].number != 0; i = (i + 1) & (keys->nslots - 1)) {
		const struct object_key *key;

		if (keys->slot[i].hash != hash)
			continue;
		key = &keys->v[keys->slot[i].number - 1];
		if (key->id_len == id.n &&
		    memcmp(keys->names.data + key->id, id.p, id.n) == 0)
			return key;
	}
	return NULL;
}

bool
object_keys_add(struct object_keys *keys, struct slice id, uint32_t hash,
    const struct place *place, struct place *other)
{
	const struct object_key *key;

	make_room(keys);
	key = object_keys_find(keys, id, hash);
	if (key != NULL) {
		*other = (struct place){ keys->names.data + key->file,
			key->line };
		return false;
	}
	keys->v = mem_grow(keys->v, keys->n, &keys->cap, sizeof *keys->v);
	keys->v[keys->n++] = (struct object_key){
		.id = keys->names.len,
		.id_len = id.n,
		.file = keys->names.len + id.n,
		.line = place->line,
	};
	buf_add(&keys->names, id.p, id.n);
	buf_add(&keys->names, place->file, strlen(place->file) + 1);
	*free_slot(keys, hash) = (struct object_keys_slot){ hash,
		(uint32_t)keys->n };
	return true;
}

void
object_keys_free(struct object_keys *keys)
{
	free(keys->v);
	free(keys->slot);
	buf_free(&keys->names);
}
