/* json-check: is standard input one JSON document, and no more? */
#include <stdio.h>

#include <jansson.h>

int
main(void)
{
	json_error_t error;
	json_t *root = json_loadf(stdin, JSON_REJECT_DUPLICATES, &error);

	if (root == NULL) {
		fprintf(stderr, "json-check: %d: %s\n", error.line, error.text);
		return 1;
	}
	json_decref(root);
	return 0;
}
