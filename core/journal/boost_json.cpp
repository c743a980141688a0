// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// Boost.JSON, compiled in; see line_reader.h.
#include <boost/json/src.hpp>
