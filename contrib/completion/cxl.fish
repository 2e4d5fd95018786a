# SPDX-License-Identifier: GPL-2.0-or-later
# Completion for fish: the tools themselves know their options and objects.

function __cxl_complete
    set -l words (commandline -opc)
    set -l last (commandline -ct)
    for line in ($words[1] complete -- $words[2..-1] "$last" 2>/dev/null)
        # An empty candidate asks the shell to look itself.
        switch $line
            case \tdirectory
                __fish_complete_directories $last
            case \tfile
                __fish_complete_path $last
            case \tcommand
                # Behind "--": a command with arguments of its own.
                set -e words[1..(contains -i -- -- $words)]
                complete -C (string join ' ' -- (string escape -- $words) "$last")
            case '*'
                echo $line
        end
    end
end

complete -c cxl -f -a '(__cxl_complete)'
complete -c daxctl -f -a '(__cxl_complete)'
complete -c cxl-vm -f -a '(__cxl_complete)'
