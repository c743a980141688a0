// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// Boost.URL up to 1.82 or so can be compiled into a program: once, here, so that no library package is needed.
#include <boost/url/src.hpp>
