// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace sessionscope::live {

class CrashGuard;

/// A folder of our own (mode 0700) among the system's temporary files, gone with everything in it when this is.
class TempFolder
{
public:
    /// `guard` may be null; with it the folder also goes when this program is killed.
    static Result<TempFolder> create(std::string_view name, CrashGuard *guard);

    ~TempFolder();
    TempFolder(TempFolder &&other) noexcept;
    TempFolder &operator=(TempFolder &&other) noexcept;

    const std::string &path() const { return m_path; }

    /// A file in it that only we may read (mode 0600); replaces an older one. Returns its path.
    Result<std::string> write(std::string_view name, std::string_view content) const;

private:
    explicit TempFolder(std::string path);

    std::string m_path; ///< empty: moved from
};

} // namespace sessionscope::live
