/* The verdict on a signed text. */
#include "request-verify/verdict.h"

#include <stdarg.h>
#include <stdio.h>

bool
verdict_refuse(struct verdict *v, const char *id, const char *fmt, ...)
{
	va_list ap;

	v->refused = id;
	va_start(ap, fmt);
	vsnprintf(v->why.text, sizeof v->why.text, fmt, ap);
	va_end(ap);
	return false;
}

bool
verdict_fail(struct verdict *v, const char *fmt, ...)
{
	va_list ap;

	v->refused = NULL;
	va_start(ap, fmt);
	vsnprintf(v->why.text, sizeof v->why.text, fmt, ap);
	va_end(ap);
	return false;
}
