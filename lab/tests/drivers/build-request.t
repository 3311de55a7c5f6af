>>> load
  buffered
    read of 6, system buffer user buffer
    write of 6, system buffer user buffer
  direct
    read of 6, MDL 
    6 bytes: hello
    write of 6, MDL 
    6 bytes: hello
  neither
    read of 6, user buffer
    write of 6, user buffer
done
