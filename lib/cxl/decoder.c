// SPDX-License-Identifier: LGPL-2.1-or-later
/* Decoders: what each says of itself. */
#include <errno.h>

#include "lib/cxl/internal.h"

#define ATTR_API(kind, name, path) \
	CXL_EXPORT TYPE_##kind cxl_decoder_get_##name(struct cxl_decoder *decoder) \
	{ \
		return attr_get_##kind(&decoder->dev, DECODER_##name); \
	}
#include "lib/cxl/attrs/decoder.def"

static bool is_of(struct cxl_decoder *decoder, enum cxl_port_type type)
{
	return decoder->port->type == type;
}

CXL_EXPORT struct cxl_decoder *cxl_decoder_get_first(struct cxl_port *port)
{
	return cxl_topology(port->ctx) ? NULL : port->decoders;
}

CXL_EXPORT struct cxl_decoder *cxl_decoder_get_last(struct cxl_port *port)
{
	return cxl_topology(port->ctx) ? NULL : port->last_decoder;
}

CXL_EXPORT struct cxl_decoder *cxl_decoder_get_next(struct cxl_decoder *decoder)
{
	return decoder->next;
}

CXL_EXPORT struct cxl_decoder *cxl_decoder_get_prev(struct cxl_decoder *decoder)
{
	return decoder->prev;
}

CXL_EXPORT struct cxl_ctx *cxl_decoder_get_ctx(struct cxl_decoder *decoder)
{
	return decoder->port->ctx;
}

CXL_EXPORT struct cxl_port *cxl_decoder_get_port(struct cxl_decoder *decoder)
{
	return decoder->port;
}

CXL_EXPORT const char *cxl_decoder_get_devname(struct cxl_decoder *decoder)
{
	return decoder->dev.name;
}

CXL_EXPORT int cxl_decoder_get_id(struct cxl_decoder *decoder)
{
	return decoder->dev.id;
}

CXL_EXPORT bool cxl_decoder_is_present(struct cxl_decoder *decoder)
{
	return dev_is_present(&decoder->dev);
}

/* An attribute that only the decoders of endpoints have. */
static unsigned long long get_dpa(struct cxl_decoder *decoder, enum cxl_decoder_attr nr)
{
	if (is_of(decoder, CXL_PORT_ENDPOINT))
		return attr_get_u64(&decoder->dev, nr);
	log_err(&decoder->port->ctx->log, "%s: not the decoder of an endpoint: it has no %s",
		decoder->dev.name, decoder->dev.class->rows[nr].path);
	return ABSENT_u64;
}

CXL_EXPORT unsigned long long cxl_decoder_get_dpa_resource(struct cxl_decoder *decoder)
{
	return get_dpa(decoder, DECODER_dpa_resource);
}

CXL_EXPORT unsigned long long cxl_decoder_get_dpa_size(struct cxl_decoder *decoder)
{
	return get_dpa(decoder, DECODER_dpa_size);
}

CXL_EXPORT enum cxl_decoder_mode cxl_decoder_get_mode(struct cxl_decoder *decoder)
{
	static const struct attr_word modes[] = {
		{ "none", CXL_DECODER_MODE_NONE },
		{ "pmem", CXL_DECODER_MODE_PMEM },
		{ "ram", CXL_DECODER_MODE_RAM },
		/* "mixed", and what kernels to come may know. */
		{ NULL, CXL_DECODER_MODE_MIXED },
	};

	if (!is_of(decoder, CXL_PORT_ENDPOINT))
		return CXL_DECODER_MODE_NONE;
	return attr_word(modes, attr_get_str(&decoder->dev, DECODER_mode),
			 CXL_DECODER_MODE_NONE);
}

CXL_EXPORT enum cxl_decoder_target_type cxl_decoder_get_target_type(struct cxl_decoder *decoder)
{
	static const struct attr_word types[] = {
		{ "expander", CXL_DECODER_TTYPE_EXPANDER },
		{ "accelerator", CXL_DECODER_TTYPE_ACCELERATOR },
		{ NULL, CXL_DECODER_TTYPE_UNKNOWN },
	};

	return attr_word(types, attr_get_str(&decoder->dev, DECODER_target_type),
			 CXL_DECODER_TTYPE_UNKNOWN);
}

CXL_EXPORT bool cxl_decoder_is_locked(struct cxl_decoder *decoder)
{
	return attr_get_flag(&decoder->dev, DECODER_locked);
}

/* What an address window is for is told of root decoders only. */
static bool is_capable(struct cxl_decoder *decoder, enum cxl_decoder_attr nr)
{
	return !is_of(decoder, CXL_PORT_ROOT) || attr_get_flag(&decoder->dev, nr);
}

CXL_EXPORT bool cxl_decoder_is_pmem_capable(struct cxl_decoder *decoder)
{
	return is_capable(decoder, DECODER_cap_pmem);
}

CXL_EXPORT bool cxl_decoder_is_volatile_capable(struct cxl_decoder *decoder)
{
	return is_capable(decoder, DECODER_cap_ram);
}

CXL_EXPORT bool cxl_decoder_is_mem_capable(struct cxl_decoder *decoder)
{
	return is_capable(decoder, DECODER_cap_type3);
}

CXL_EXPORT bool cxl_decoder_is_accelmem_capable(struct cxl_decoder *decoder)
{
	return is_capable(decoder, DECODER_cap_type2);
}

CXL_EXPORT int cxl_root_decoder_get_qos_class(struct cxl_decoder *decoder)
{
	if (!is_of(decoder, CXL_PORT_ROOT))
		return -EINVAL;
	return attr_get_num(&decoder->dev, DECODER_qos_class);
}
