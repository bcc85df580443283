package talk_test
import ("testing";"encoding/json";"os";"bytes";"michinori/reports/talk";"michinori/reports/draw")
func TestPDFs(t *testing.T){
 e:=draw.New(2)
 for _,l:=range []string{"ja","en"} {
 b,err:=os.ReadFile("/tmp/w/h/a/talk."+l+".json"); if err!=nil{t.Fatal(err)}; var d talk.Talk; if err:=json.Unmarshal(b,&d);err!=nil{t.Fatal(err)}
 var out bytes.Buffer
 if err:=talk.WritePDF(t.Context(),&out,d,e,false);err!=nil{t.Fatal(err)}
 os.WriteFile("/tmp/w/h/a/pdf/talk."+l+".pdf",out.Bytes(),0o644)
 out.Reset()
 if err:=talk.WritePDF(t.Context(),&out,d,e,true);err!=nil{t.Fatal(err)}
 os.WriteFile("/tmp/w/h/a/pdf/notes."+l+".pdf",out.Bytes(),0o644)
 }}
