#ifndef PARTICIPANT_PARSE_DOCUMENT_H
#define PARTICIPANT_PARSE_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "base/diag.h"
#include "base/slice.h"

/* A JSON document that is read: whose it is, and where faults are said. */
struct document {
	const char *source;	/* its name, for messages */
	struct diag *diag;
};

/* A value in a document, and how to get there: "nodes[3].user.email". */
struct jvalue {
	const struct jvalue *up;	/* NULL: the document itself */
	const char *key;		/* its name there; NULL: by index */
	size_t index;
	const json_t *json;
};

/* The document in BODY, for json_decref(); NULL when it is none, which has
 * been reported. */
json_t *document_parse(const struct document *doc, struct slice body);

/* What a value has to be. */
enum jtype { J_OBJECT, J_ARRAY, J_STRING, J_NUMBER };

/* Is V there and of that type?  False: reported. */
bool jvalue_is(const struct document *doc, const struct jvalue *v,
    enum jtype type, bool null_ok);
/*
 * UP's member of that name into *TO.  False when there is none or it is of
 * another type, which has been reported as an error of the whole document.
 * What is null has ->json NULL where NULL_OK, and is no error there.
 */
bool jvalue_member(const struct document *doc, const struct jvalue *up,
    const char *key, enum jtype type, bool null_ok, struct jvalue *to);
/* UP's item I likewise; UP is an array that has so many. */
bool jvalue_item(const struct document *doc, const struct jvalue *up,
    size_t i, enum jtype type, struct jvalue *to);
size_t jvalue_items(const struct jvalue *array);
struct slice jvalue_string(const struct jvalue *string);

/* Says at LEVEL what is wrong at V; WHO may be NULL. */
void jvalue_say(const struct document *doc, const struct jvalue *v,
    enum diag_level level, const char *who, const char *text);

#endif
