/*
 * The JSON of ROAs, as rpki-client(8), stayrtr and routinator exchange it.
 * Each object is jansson's; they are written one by one, because a tree of
 * 250,000 ROAs takes 200 MB and is nothing but this list.
 */
#include "roa-json/json.h"

#include <jansson.h>

#include "base/asn.h"

/* Writes OBJECT, which may be NULL for no memory, and frees it. */
static bool
dump(FILE *f, json_t *object)
{
	bool ok = object != NULL &&
	    (json_dumpf(object, f, JSON_PRESERVE_ORDER) == 0 || ferror(f));

	json_decref(object);
	return ok;
}

/* rpki-client counts in "vrps", and stayrtr asks "generated" for the age. */
static bool
metadata(FILE *f, const struct roas *roas, const struct json_options *o)
{
	json_t *object = json_pack("{s:I}", "vrps", (json_int_t)roas->n);

	if (object != NULL && o->has_generated &&
	    json_object_set_new(object, "generated",
	    json_integer((json_int_t)o->generated)) != 0) {
		json_decref(object);
		return false;
	}
	return dump(f, object);
}

static bool
one(FILE *f, const struct roa *roa)
{
	char prefix[PREFIX_TEXT], asn[ASN_TEXT];

	/* s*: without "ta" where there is none. */
	return dump(f, json_pack("{s:s, s:i, s:s, s:s*}",
	    "prefix", prefix_print(prefix, &roa->vrp.prefix),
	    "maxLength", (int)roa->vrp.max,
	    "asn", asn_print(asn, roa->vrp.asn),
	    "ta", roa->ta[0] != '\0' ? roa->ta : NULL));
}

bool
json_write(FILE *f, const struct roas *roas, const struct json_options *o)
{
	/* The names in the objects are ours: jansson need not look for
	 * randomness to hash them with. */
	json_object_seed(1);
	fputs("{\"metadata\": ", f);
	if (!metadata(f, roas, o))
		return false;
	fputs(",\n\"roas\": [\n", f);
	for (size_t i = 0; i < roas->n && !ferror(f); i++) {
		if (!one(f, &roas->v[i]))
			return false;
		fputs(i + 1 < roas->n ? ",\n" : "\n", f);
	}
	/* With a gap before it, it would be no end. */
	if (!ferror(f))
		fputs("]}\n", f);
	return true;
}
