#ifndef BIRDFEED_JSON_DOCUMENT_H
#define BIRDFEED_JSON_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "base/diag.h"
#include "base/slice.h"

/* A JSON document being read: its source, and where faults are reported. */
struct document {
	const char *source; /* its name, for messages */
	struct diag *diag;
	/* A value of a wrong shape leaves its item out, and does
	 * not stop the run. */
	bool of_item;
};

/* A value in a document, and its path: "nodes[3].user.email". */
struct jvalue {
	const struct jvalue *up; /* NULL: the document itself */
	const char *key;	 /* its member name; NULL: an array
					 * item */
	size_t index;
	const json_t *json;
};

/*
 * Parses BODY; free the result with json_decref().  NULL if it is not a JSON
 * document, which has been reported.
 */
json_t *document_parse(const struct document *doc, struct slice body);

/* The required type of a value. */
enum jtype { J_OBJECT, J_ARRAY, J_STRING, J_NUMBER };

/* Does V exist, with that type?  False: reported. */
bool jvalue_is(const struct document *doc, const struct jvalue *v,
    enum jtype type, bool null_ok);
/*
 * Sets *TO to UP's member of that name.  False if it is missing or of another
 * type, which has been reported as an error of the whole document.  With
 * NULL_OK a null is accepted: then ->json is NULL.
 */
bool jvalue_member(const struct document *doc, const struct jvalue *up,
    const char *key, enum jtype type, bool null_ok, struct jvalue *to);
/* The same for UP's item I; UP is an array with more than I items. */
bool jvalue_item(const struct document *doc, const struct jvalue *up, size_t i,
    enum jtype type, struct jvalue *to);
size_t jvalue_items(const struct jvalue *array);
struct slice jvalue_string(const struct jvalue *string);

/* Reports at LEVEL what is wrong at V; WHO may be NULL. */
void jvalue_say(const struct document *doc, const struct jvalue *v,
    enum diag_level level, const char *who, const char *text);

#endif
